namespace LineAD.Training.Data;

/// <summary>
/// A part from <c>test</c>: for evaluation only; nothing that trains or calibrates accepts this type.
/// </summary>
/// <param name="Path">Image file.</param>
/// <param name="Defect">Name of the defect, null for a good part.</param>
/// <param name="MaskPath">Ground-truth mask, null for a good part and for a defect without one.</param>
public sealed record TestPart(string Path, string? Defect, string? MaskPath)
{
    /// <summary>Truth of the part.</summary>
    public bool IsDefective => Defect is not null;
}
