namespace LineAD.Training.Benchmarking;

/// <summary>A difference with its 95 % percentile interval.</summary>
/// <param name="Difference">Measured difference.</param>
/// <param name="Lower">2.5 % quantile of the resamples.</param>
/// <param name="Upper">97.5 % quantile.</param>
public sealed record BootstrapInterval(double Difference, double Lower, double Upper);
