namespace LineAD.Core.Errors;

/// <summary>Every way in which a single message can be unusable; flat, one member a place and cause. Snake case on the wire.</summary>
public enum FrameError
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>Line, station or camera is not a valid name.</summary>
    NameInvalid,

    /// <summary>The line and station are not configured.</summary>
    StationUnknown,

    /// <summary>The camera is not one of the station's.</summary>
    CameraUnknown,

    /// <summary>The message was retained.</summary>
    Retained,

    /// <summary>The payload is empty.</summary>
    PayloadEmpty,

    /// <summary>The payload is larger than <c>maxFrameBytes</c>.</summary>
    PayloadTooLarge,

    /// <summary>An attribute has a value that cannot be read (sequence, deadlinems, simulated, type).</summary>
    AttributeInvalid,

    /// <summary>Topic, attributes or trigger contradict each other (part, sequence, category).</summary>
    AttributesContradict,

    /// <summary>The part is not 1 to 36 of <c>[A-Za-z0-9._:-]</c>.</summary>
    PartInvalid,

    /// <summary>A station with several cameras got a frame with neither part nor sequence.</summary>
    PartMissing,

    /// <summary>The category is unknown or has no model.</summary>
    CategoryUnknown,

    /// <summary>The content type is not supported or its parameters cannot be read.</summary>
    ContentTypeInvalid,

    /// <summary>The image cannot be decoded, or is cut off.</summary>
    ImageUndecodable,

    /// <summary>Width, height or byte count are out of range, or differ from what the content type says.</summary>
    ImageWrongSize,

    /// <summary>Bit depth or channel count are not 8-bit grey or colour.</summary>
    ImageUnsupported,

    /// <summary>The image is uniform or otherwise not a picture of a part.</summary>
    ImageImplausible,

    /// <summary>The image is byte for byte the camera's previous one, under another part.</summary>
    ImageRepeated,

    /// <summary>It was being decoded or scored twice when the process died.</summary>
    Poison,

    /// <summary>The scorer failed.</summary>
    ScorerFailed,

    /// <summary>The score is NaN or infinite.</summary>
    ScoreNotFinite,

    /// <summary>The trigger's JSON cannot be read.</summary>
    TriggerInvalid,

    /// <summary>No model is serving the category and view.</summary>
    ModelMissing,
}
