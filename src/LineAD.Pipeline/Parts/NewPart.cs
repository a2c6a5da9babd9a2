using LineAD.Core.Identity;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Parts;

/// <summary>What a part is made from.</summary>
/// <param name="Station">Its station.</param>
/// <param name="Key">The inspection.</param>
/// <param name="Id">Decision id of the key.</param>
/// <param name="Category">Product category.</param>
/// <param name="Simulated">Which books it belongs to.</param>
internal readonly record struct NewPart(
    StationRuntime Station, InspectionKey Key, ulong Id, string Category, bool Simulated);
