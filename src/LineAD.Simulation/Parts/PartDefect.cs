namespace LineAD.Simulation.Parts;

/// <summary>What is wrong with a synthetic part.</summary>
public enum PartDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A thin line with a bright lip.</summary>
    Scratch,

    /// <summary>A pit that shows by its shading only.</summary>
    Dent,

    /// <summary>A piece broken out of the rim.</summary>
    MissingPiece,

    /// <summary>A brownish film with soft edges.</summary>
    Stain,

    /// <summary>A dark, jagged line that starts at an edge and forks.</summary>
    Crack,
}
