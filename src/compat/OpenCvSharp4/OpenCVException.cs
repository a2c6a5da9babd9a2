namespace OpenCvSharp;

/// <summary>A failure reported by OpenCV itself.</summary>
public class OpenCVException : Exception
{
    public OpenCVException(ErrorCode status, string funcName, string errMsg, string fileName, int line)
        : base(errMsg)
    {
        Status = status;
        FuncName = funcName;
        ErrMsg = errMsg;
        FileName = fileName;
        Line = line;
    }

    public ErrorCode Status { get; set; }

    public string FuncName { get; set; }

    public string ErrMsg { get; set; }

    public string FileName { get; set; }

    public int Line { get; set; }
}
