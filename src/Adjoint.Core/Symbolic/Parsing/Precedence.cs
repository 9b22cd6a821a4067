namespace Adjoint.Symbolic;

/// <summary>
/// How tightly parts of a formula's text bind, loosest first. A minus sign at the start of a sum's term takes the whole product (-a*b is
/// -(a*b)); after * or / it takes one factor. Either way it is weaker than a power: -x^2 is -(x^2).
/// </summary>
internal enum Precedence
{
    Open,
    Or,
    And,
    Not,
    Comparison,
    Sum,
    NegatedProduct,
    Product,
    NegatedFactor,
    Power,
    Primary,
}
