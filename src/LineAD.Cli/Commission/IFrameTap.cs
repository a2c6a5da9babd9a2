using LineAD.Core.Errors;

namespace LineAD.Cli.Commission;

/// <summary>Frames of a station, heard beside the service. For one caller at a time.</summary>
internal interface IFrameTap : IAsyncDisposable
{
    /// <summary>Where it listens, in words.</summary>
    string Place { get; }

    /// <summary>Frames that came faster than they could be stored.</summary>
    int Dropped { get; }

    /// <summary>Begins to listen; nothing from before counts.</summary>
    /// <exception cref="TransportException">The broker refuses.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Waits for the next wanted frame.</summary>
    /// <exception cref="TransportException">The broker refuses to hand out frames.</exception>
    Task<TappedFrame> NextAsync(CancellationToken cancellationToken);

    /// <summary>How the broker answers now, in words.</summary>
    Task<string> DescribeLinkAsync();
}
