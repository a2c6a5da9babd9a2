using System.Numerics;

namespace LineAD.Training.Procedural;

/// <summary>
/// Colour of a surface at a point in pixels; channels nominally 0..1, clipped when the picture is finished.
/// </summary>
internal delegate Vector3 Texture(float x, float y);
