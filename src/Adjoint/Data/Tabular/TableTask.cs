namespace Adjoint.Data;

/// <summary>What is to be found out about a column of a table.</summary>
public enum TableTask
{
    /// <summary>Which of a few classes it is.</summary>
    Classification,

    /// <summary>How large a number it is.</summary>
    Regression,
}
