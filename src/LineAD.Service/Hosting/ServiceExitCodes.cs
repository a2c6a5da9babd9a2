namespace LineAD.Service.Hosting;

/// <summary>Exit codes of <c>linead serve</c>.</summary>
public static class ServiceExitCodes
{
    /// <summary>Stopped in order.</summary>
    public const int Ok = 0;

    /// <summary>A defect; the log says which.</summary>
    public const int Failed = 1;

    /// <summary>The configuration is unusable; every error was printed.</summary>
    public const int Configuration = 2;

    /// <summary>A model that should serve cannot be loaded.</summary>
    public const int Model = 3;

    /// <summary>The broker cannot be reached at start, and <c>mqtt.requireAtStart</c> is set.</summary>
    public const int Broker = 4;

    /// <summary>A device call hung; the supervisor is to start the service again.</summary>
    public const int DeviceHang = 5;
}
