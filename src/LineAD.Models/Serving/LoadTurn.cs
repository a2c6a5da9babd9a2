namespace LineAD.Models.Serving;

/// <summary>How a load runs.</summary>
/// <param name="InSpareTime">
/// Whether only while a core has nothing else to do: a clock on the wall then tells of the line's load, not of what is measured.
/// </param>
/// <param name="Cancellation">Ends it.</param>
internal readonly record struct LoadTurn(bool InSpareTime, CancellationToken Cancellation);
