namespace Adjoint.Symbolic;

/// <summary>
/// A product as a number times powers of distinct bases, into which factors are multiplied: x*x is x^2, x^a*x^b is x^(a + b), exp(x) counts
/// as a power of e. What is equal wherever the factors are defined is used, so a product may be defined at more points than its factors:
/// x/x is 1, and sqrt(x)^2 is x.
/// </summary>
internal sealed class Product
{
    /// <summary>
    /// Products and sums of more parts than this that occur several times stay whole inside others, which bounds the work.
    /// </summary>
    public const int LargestFlattened = 64;

    private readonly List<(Formula Base, Formula Exponent)> _factors = [];
    private readonly Dictionary<Formula, int> _places = [];
    private readonly Stack<(Formula Formula, Formula Exponent)> _todo = new();

    private Product(Coefficient coefficient) => Coefficient = coefficient;

    public Coefficient Coefficient { get; private set; }

    public static Formula Of(Coefficient coefficient, params ReadOnlySpan<(Formula Base, Formula Exponent)> factors)
    {
        var product = new Product(coefficient);
        foreach (var (formula, exponent) in factors) product.Multiply(formula, exponent);
        return product.Build();
    }

    /// <summary>A simplified formula as a number times the rest, whose own number is 1.</summary>
    public static (Coefficient Coefficient, Formula Monomial) Split(Formula formula)
    {
        if (!(formula.Is<NegOperation>() || formula.Is<MulOperation>() || formula.Is<DivOperation>())) return (Coefficient.One, formula);
        var product = new Product(Coefficient.One);
        product.Multiply(formula, Exponents.One);
        var coefficient = product.Coefficient;
        product.Coefficient = Coefficient.One;
        return (coefficient, product.Build());
    }

    private void Multiply(Formula formula, Formula exponent)
    {
        _todo.Push((formula, exponent));
        while (_todo.TryPop(out var next))
        {
            if (Exponents.ValueOf(next.Exponent) is { IsZero: true }) continue;
            if (!TakeApart(next.Formula, next.Exponent)) Collect(next.Formula, next.Exponent);
        }
    }

    // What is itself a product or a power goes in by its own factors, where the power of a product is the product of powers.
    private bool TakeApart(Formula formula, Formula exponent)
    {
        if (formula.Value is { } value) return TakeNumber(value, exponent);
        if (formula.Operation is not { } operation) return false;
        var arguments = formula.ArgumentSpan;
        var power = Exponents.ValueOf(exponent);
        switch (operation)
        {
            case ExpOperation:
                _todo.Push((Exponents.EulersNumber, Exponents.Multiply(arguments[0], exponent)));
                return true;
            case PowOperation when power is { IsWhole: false } && Exponents.ValueOf(arguments[1]) is { IsEven: true }:
                // (x^2)^(1/2) is |x|.
                _todo.Push((FunctionRules.Rewrite(AbsOperation.Instance, arguments[0]), Exponents.Multiply(arguments[1], exponent)));
                return true;
            case AbsOperation when power is { IsEven: true }:
                _todo.Push((arguments[0], exponent));
                return true;
        }
        return power is { IsWhole: true } whole && TakeApartWhole(formula, whole, exponent);
    }

    private bool TakeApartWhole(Formula formula, Coefficient power, Formula exponent)
    {
        var arguments = formula.ArgumentSpan;
        switch (formula.Operation)
        {
            case PowOperation:
                _todo.Push((arguments[0], Exponents.Multiply(arguments[1], exponent)));
                return true;
            case SqrtOperation:
                _todo.Push((arguments[0], Exponents.Multiply(Exponents.Half, exponent)));
                return true;
            case NegOperation:
                if (!power.IsEven) Coefficient = -Coefficient;
                _todo.Push((arguments[0], exponent));
                return true;
            case MulOperation or DivOperation when Size.OfProduct(formula) <= LargestFlattened:
                _todo.Push((arguments[1], formula.Is<DivOperation>() ? Exponents.Of(-power) : exponent));
                _todo.Push((arguments[0], exponent));
                return true;
            case AddOperation or SubOperation when Signs.LeadsWithMinus(formula):
                if (!power.IsEven) Coefficient = -Coefficient;
                Collect(Sum.Of((formula, Coefficient.MinusOne)), exponent);
                return true;
            default:
                return false;
        }
    }

    private bool TakeNumber(double value, Formula exponent)
    {
        if (!double.IsFinite(value) || Exponents.ValueOf(exponent) is not { } power) return value == 1;
        if (power.IsZero) return true;
        if (value == 0) return TakeZero(power);
        if (power.IsWhole)
        {
            Coefficient *= Coefficient.Of(value).Power(power.Numerator);
            return true;
        }
        if (power is not { IsFraction: true, Denominator: 2 } || Coefficient.Of(value) is not { IsWhole: true, IsNegative: false }) return false;
        // The square root of a square number.
        var root = Math.Sqrt(value);
        if (!double.IsInteger(root)) return false;
        Coefficient *= Coefficient.Of(root).Power(power.Numerator);
        return true;
    }

    // 1/0 is kept once, as a mark that nothing here has a value.
    private bool TakeZero(Coefficient power)
    {
        if (!power.IsNegative) Coefficient = Coefficient.Zero;
        else if (_places.TryAdd(Formula.Number(0), _factors.Count)) _factors.Add((Formula.Number(0), Exponents.MinusOne));
        return true;
    }

    private void Collect(Formula formula, Formula exponent)
    {
        if (!_places.TryGetValue(formula, out var place))
        {
            _places.Add(formula, _factors.Count);
            _factors.Add((formula, exponent));
            return;
        }
        var sum = Exponents.Add(_factors[place].Exponent, exponent);
        _factors[place] = (formula, Exponents.One);
        // Together two roots may be a whole power, which can be taken apart.
        if (Exponents.ValueOf(sum) is { IsZero: true } || TakeApart(formula, sum)) Remove(formula, place);
        else _factors[place] = (formula, sum);
    }

    private void Remove(Formula formula, int place)
    {
        _places.Remove(formula);
        var last = _factors.Count - 1;
        if (place != last)
        {
            _factors[place] = _factors[last];
            _places[_factors[last].Base] = place;
        }
        _factors.RemoveAt(last);
    }

    // Of a number's power it is the exponent that has the variables.
    private static Formula Written((Formula Base, Formula Exponent) factor) =>
        factor.Base.LeadVariable is null && Exponents.ValueOf(factor.Exponent) is null ? Power(factor.Base, factor.Exponent) : factor.Base;

    private Formula Build()
    {
        UndoLogarithm();
        JoinSignAndSize();
        if (Coefficient.IsZero) return Formula.Number(0);
        if (_factors is [var (only, power)] && Coefficient.Equals(Coefficient.MinusOne) && power.Equals(Exponents.One)
            && (only.Is<AddOperation>() || only.Is<SubOperation>()) && Size.OfSum(only) <= LargestFlattened)
        {
            return Sum.Of((only, Coefficient.MinusOne));
        }
        if (Piecewise.FindChoice(_factors) is var place && place >= 0)
        {
            var choice = _factors[place].Base;
            Remove(choice, place);
            return Piecewise.Times(choice, Build());
        }
        _factors.Sort(static (x, y) => FormulaComparer.CompareFactors(Written(x), Written(y)));
        return Fraction();
    }

    // e^(n ln x) is x^n.
    private void UndoLogarithm()
    {
        if (!_places.TryGetValue(Exponents.EulersNumber, out var place)) return;
        var (number, rest) = Split(_factors[place].Exponent);
        if (!rest.Is<LogOperation>()) return;
        Remove(Exponents.EulersNumber, place);
        Multiply(rest.ArgumentSpan[0], Exponents.Of(number));
    }

    // sign(x) |x| is x.
    private void JoinSignAndSize()
    {
        for (var i = _factors.Count - 1; i >= 0; i--)
        {
            if (_factors[i] is not (var sign, { Value: 1 }) || !sign.Is<SignOperation>()) continue;
            var size = Formula.Of(AbsOperation.Instance, sign.ArgumentSpan[0]);
            if (!_places.TryGetValue(size, out var place) || _factors[place].Exponent.Value != 1) continue;
            Remove(size, place);
            Remove(sign, _places[sign]);
            Multiply(sign.ArgumentSpan[0], Exponents.One);
            i = _factors.Count;
        }
    }

    private Formula Fraction()
    {
        var (above, below) = (new List<Formula>(), new List<Formula>());
        foreach (var (formula, exponent) in _factors)
        {
            var isBelow = Exponents.ValueOf(exponent) is { IsNegative: true } && !formula.Equals(Exponents.EulersNumber);
            if (isBelow) below.Add(Power(formula, Exponents.Of(-Exponents.ValueOf(exponent)!.Value)));
            else above.Add(Power(formula, exponent));
        }
        var (number, divisor) = Coefficient.IsFraction ? (Coefficient.Numerator, Coefficient.Denominator) : (Coefficient.Value, 1.0);
        if (divisor != 1) below.Insert(0, Formula.Number(divisor));
        // -x rather than -1*x, but -1/x.
        var isNegated = number == -1 && above.Count > 0;
        if (above.Count == 0 || (number != 1 && !isNegated)) above.Insert(0, Formula.Number(number));
        var result = Times(above);
        if (below.Count > 0) result /= Times(below);
        return isNegated ? -result : result;
    }

    private static Formula Times(List<Formula> factors)
    {
        var result = factors[0];
        foreach (var factor in factors.Skip(1)) result *= factor;
        return result;
    }

    private static Formula Power(Formula formula, Formula exponent)
    {
        if (formula.Equals(Exponents.EulersNumber)) return exponent.Equals(Exponents.One) ? formula : Formula.Of(ExpOperation.Instance, exponent);
        if (exponent.Equals(Exponents.One)) return formula;
        return exponent.Equals(Exponents.Half) ? Formula.Of(SqrtOperation.Instance, formula) : formula.Pow(exponent);
    }
}
