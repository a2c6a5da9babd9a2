namespace OpenCvSharp;

/// <summary>What OpenCV reports.</summary>
public enum ErrorCode
{
    StsOk = 0,
    StsBackTrace = -1,
    StsError = -2,
    StsInternal = -3,
    StsNoMem = -4,
    StsBadArg = -5,
    BadNumChannels = -15,
    BadDepth = -17,
    StsNullPtr = -27,
    StsBadSize = -201,
    StsUnmatchedFormats = -205,
    StsBadFlag = -206,
    StsUnmatchedSizes = -209,
    StsUnsupportedFormat = -210,
    StsOutOfRange = -211,
    StsParseError = -212,
    StsNotImplemented = -213,
    StsAssert = -215,
}
