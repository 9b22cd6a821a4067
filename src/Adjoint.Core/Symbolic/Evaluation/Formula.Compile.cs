namespace Adjoint.Symbolic;

public sealed partial class Formula
{
    /// <summary>Makes the formula ready to be evaluated often, with its variables in the order of <see cref="Variables"/>.</summary>
    public CompiledFormula Compile() => CompiledFormula.Of([this], Variables);

    /// <summary>The formula as a function of one variable.</summary>
    /// <exception cref="FormulaException">It has another variable.</exception>
    public Func<double, double> Compile(string x)
    {
        var compiled = CompiledFormula.Of([this], [x]);
        return value => compiled.Invoke(value);
    }

    /// <summary>The formula as a function of two variables.</summary>
    /// <inheritdoc cref="Compile(string)"/>
    public Func<double, double, double> Compile(string x, string y)
    {
        var compiled = CompiledFormula.Of([this], [x, y]);
        return (first, second) => compiled.Invoke(first, second);
    }

    /// <summary>The formula as a function of three variables.</summary>
    /// <inheritdoc cref="Compile(string)"/>
    public Func<double, double, double, double> Compile(string x, string y, string z)
    {
        var compiled = CompiledFormula.Of([this], [x, y, z]);
        return (first, second, third) => compiled.Invoke(first, second, third);
    }

    /// <summary>The formula as a function of four variables.</summary>
    /// <inheritdoc cref="Compile(string)"/>
    public Func<double, double, double, double, double> Compile(string x, string y, string z, string w)
    {
        var compiled = CompiledFormula.Of([this], [x, y, z, w]);
        return (first, second, third, fourth) => compiled.Invoke(first, second, third, fourth);
    }
}
