using LineAD.Core.Errors;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Recovery;

namespace LineAD.Pipeline.Intake;

/// <summary>The result of admitting a frame under the station's gate; carried out after the gate is released.</summary>
internal readonly record struct Admission(
    AdmissionKind Kind,
    Part? Part = null,
    FrameError Error = FrameError.None,
    DecidedInspection? Decided = null);
