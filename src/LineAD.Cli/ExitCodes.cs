namespace LineAD.Cli;

/// <summary>Exit codes of all commands.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>It ran, and the answer is no: a check failed, a ledger does not balance, something needed is missing.</summary>
    public const int Failed = 1;

    /// <summary>Configuration or arguments are unusable; every error was printed.</summary>
    public const int Configuration = 2;

    /// <summary>A model or teacher cannot be used.</summary>
    public const int Model = 3;

    /// <summary>The broker cannot be reached.</summary>
    public const int Broker = 4;

    /// <summary>The scoring device hung.</summary>
    public const int DeviceHang = 5;

    /// <summary>Stopped by the user.</summary>
    public const int Cancelled = 130;
}
