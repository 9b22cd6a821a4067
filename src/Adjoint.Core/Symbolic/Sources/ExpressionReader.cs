using System.Linq.Expressions;
using System.Reflection;

namespace Adjoint.Symbolic;

/// <summary>Turns C# expression trees into formulas, each part after its operands, with an explicit stack.</summary>
internal sealed class ExpressionReader
{
    private readonly Dictionary<Expression, Formula> _formulas = [];

    private ExpressionReader()
    {
    }

    public static Formula Read(LambdaExpression lambda)
    {
        ArgumentNullException.ThrowIfNull(lambda);
        var reader = new ExpressionReader();
        foreach (var parameter in lambda.Parameters) reader._formulas.Add(parameter, Formula.Variable(parameter.Name ?? "x"));
        return reader.Run(lambda.Body);
    }

    private Formula Run(Expression body)
    {
        var todo = new Stack<(Expression Part, bool IsReady)>([(body, false)]);
        while (todo.TryPop(out var next))
        {
            if (_formulas.ContainsKey(next.Part)) continue;
            if (next.IsReady)
            {
                _formulas.Add(next.Part, Build(next.Part));
                continue;
            }
            todo.Push((next.Part, true));
            PushOperands(next.Part, todo);
        }
        var result = _formulas[body];
        return result.IsCondition ? throw Refused(body, "is a condition and no number. Hint: condition ? 1.0 : 0.0 is one.") : result;
    }

    private static void PushOperands(Expression part, Stack<(Expression Part, bool IsReady)> todo)
    {
        switch (part)
        {
            case UnaryExpression unary:
                todo.Push((unary.Operand, false));
                break;
            case BinaryExpression binary:
                todo.Push((binary.Right, false));
                todo.Push((binary.Left, false));
                break;
            case ConditionalExpression choice:
                todo.Push((choice.IfFalse, false));
                todo.Push((choice.IfTrue, false));
                todo.Push((choice.Test, false));
                break;
            case MethodCallExpression { Object: null } call:
                for (var i = call.Arguments.Count - 1; i >= 0; i--) todo.Push((call.Arguments[i], false));
                break;
        }
    }

    private Formula Build(Expression part)
    {
        try
        {
            return part switch
            {
                ConstantExpression or MemberExpression => Constant(part),
                UnaryExpression unary => Unary(unary, _formulas[unary.Operand]),
                BinaryExpression binary => Binary(binary, _formulas[binary.Left], _formulas[binary.Right]),
                ConditionalExpression choice => Formula.Of(WhereOperation.Instance,
                    _formulas[choice.Test], _formulas[choice.IfTrue], _formulas[choice.IfFalse]),
                MethodCallExpression { Object: null } call => Call(call, [.. call.Arguments.Select(argument => _formulas[argument])]),
                _ => throw Refused(part, "is nothing that a formula is made of: numbers, parameters, captured numbers, + - * /, comparisons, "
                    + "conditions ? :, and the functions of Math."),
            };
        }
        catch (FormulaException problem) when (!problem.Message.StartsWith('"'))
        {
            throw Refused(part, $"cannot be part of a formula: {problem.Message}");
        }
    }

    private static Formula Unary(UnaryExpression unary, Formula x) => unary.NodeType switch
    {
        ExpressionType.Negate or ExpressionType.NegateChecked => x.Value is { } value && !x.IsCondition ? Formula.Number(-value) : -x,
        ExpressionType.UnaryPlus => x,
        ExpressionType.Not when x.IsCondition => Conditions.Not(x),
        // Widening changes no number, and what is known can be converted here.
        ExpressionType.Convert or ExpressionType.ConvertChecked when IsReal(unary.Type) || x.Value is { } value && double.IsInteger(value) => x,
        ExpressionType.Convert or ExpressionType.ConvertChecked => throw Refused(unary,
            "cuts a number to a whole one. Hint: Math.Floor, Math.Round and Math.Truncate are functions of real numbers."),
        _ => throw Refused(unary, "is an operator that formulas do not have."),
    };

    private static Formula Binary(BinaryExpression binary, Formula x, Formula y) => binary.NodeType switch
    {
        ExpressionType.Add or ExpressionType.AddChecked => x + y,
        ExpressionType.Subtract or ExpressionType.SubtractChecked => x - y,
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => x * y,
        ExpressionType.Divide when IsReal(binary.Type) => x / y,
        ExpressionType.Divide => throw Refused(binary, "is a division of whole numbers, which drops the rest. Hint: write 1.0/2 for one half."),
        ExpressionType.Modulo => throw Refused(binary, "is a remainder, which formulas do not have. Hint: x - y*Math.Floor(x/y)."),
        ExpressionType.Power => x.Pow(y),
        ExpressionType.LessThan => Formula.Of(LessOperation.Instance, x, y),
        ExpressionType.LessThanOrEqual => Formula.Of(LessOrEqualOperation.Instance, x, y),
        ExpressionType.GreaterThan => Formula.Of(GreaterOperation.Instance, x, y),
        ExpressionType.GreaterThanOrEqual => Formula.Of(GreaterOrEqualOperation.Instance, x, y),
        ExpressionType.Equal => Formula.Of(EqualOperation.Instance, x, y),
        ExpressionType.NotEqual => Formula.Of(NotEqualOperation.Instance, x, y),
        ExpressionType.AndAlso or ExpressionType.And => Conditions.And(x, y),
        ExpressionType.OrElse or ExpressionType.Or => Conditions.Or(x, y),
        _ => throw Refused(binary, "is an operator that formulas do not have."),
    };

    private static Formula Call(MethodCallExpression call, Formula[] arguments)
    {
        var type = call.Method.DeclaringType;
        if (type != typeof(Math) && type != typeof(double))
        {
            throw Refused(call, "calls a function that cannot be looked into. Hint: write what it computes in the expression itself, or build "
                + "formulas with Formula.From and join them with Substitute.");
        }
        return MathFunctions.Find(call.Method.Name, arguments) ?? throw Refused(call, $"calls {call.Method.Name}, which no operation computes.");
    }

    // A literal or a captured variable; a chain of members ends in the object that the compiler put the captured variables in.
    private static Formula Constant(Expression part)
    {
        var members = new Stack<MemberInfo>();
        Expression? source = part;
        while (source is MemberExpression member)
        {
            members.Push(member.Member);
            source = member.Expression;
        }
        if (source is not (null or ConstantExpression)) throw Refused(part, "is a member of something that the parameters decide.");
        var value = (source as ConstantExpression)?.Value;
        foreach (var member in members)
        {
            value = member switch
            {
                FieldInfo field => field.GetValue(value),
                PropertyInfo property => property.GetValue(value),
                _ => throw Refused(part, "is no field or property."),
            };
        }
        return value switch
        {
            double or float or int or long or short or byte or uint => Formula.Number(Convert.ToDouble(value, null)),
            bool truth => Formula.Truth(truth),
            _ => throw Refused(part, $"is {(value is null ? "null" : $"a {value.GetType().Name}")} and no number."),
        };
    }

    private static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    private static FormulaException Refused(Expression part, string problem) => new($"\"{part}\" {problem}");
}
