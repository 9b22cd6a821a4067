namespace Adjoint.Metrics;

/// <summary>How the numbers of several classes become one (scikit-learn: <c>average</c>).</summary>
public enum Average
{
    /// <summary>The mean over the classes, each counting the same however rare it is.</summary>
    Macro,

    /// <summary>From the counts of all classes together; where every example has one class, this is the accuracy.</summary>
    Micro,

    /// <summary>The mean over the classes, each counting as often as it is right.</summary>
    Weighted,

    /// <summary>That of class 1 alone, of two classes.</summary>
    Binary,
}
