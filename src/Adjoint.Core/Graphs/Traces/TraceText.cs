using System.Globalization;
using System.Text;

namespace Adjoint.Graphs;

/// <summary>The traces as tables: evaluation, forward derivative by each variable, reverse adjoint.</summary>
internal sealed class TraceText
{
    // Of a longer trace the first and the last steps are shown.
    private const int FirstSteps = 60;
    private const int LastSteps = 20;
    private const int ShownVariables = 6;

    private readonly Trace _trace;
    private readonly StringBuilder _text = new();

    private TraceText(Trace trace) => _trace = trace;

    public static string Of(Trace trace)
    {
        var text = new TraceText(trace);
        text.AppendTitle();
        text.AppendEvaluation();
        text.AppendTangents();
        text.AppendAdjoints();
        return text._text.ToString();
    }

    public static string Evaluation(Trace trace)
    {
        var text = new TraceText(trace);
        text.AppendTitle();
        text.AppendEvaluation();
        return text._text.ToString();
    }

    public static string Tangents(Trace trace)
    {
        var text = new TraceText(trace);
        text.AppendTangents();
        return text._text.ToString();
    }

    public static string Adjoints(Trace trace)
    {
        var text = new TraceText(trace);
        text.AppendAdjoints();
        return text._text.ToString();
    }

    private void AppendTitle()
    {
        var point = _trace.Variables.Take(ShownVariables).Select((name, i) => $"{name} = {TraceNumber.Text(_trace.Steps[i].Value)}");
        var more = _trace.Variables.Count > ShownVariables ? $", and {_trace.Variables.Count - ShownVariables} more" : "";
        if (_trace.Formula is { } formula) _text.Append(_trace.ResultName).Append(" = ").Append(Shortened(formula));
        if (_trace.Variables.Count > 0)
        {
            _text.Append(_trace.Formula is null ? "At " : "\n  at ").AppendJoin(", ", point).Append(more);
        }
        if (_text.Length > 0) _text.Append('\n');
        if (_trace.Problem is { } problem) _text.Append(problem.Text).Append('\n');
    }

    private void AppendEvaluation()
    {
        var table = Begin("Forward evaluation trace");
        ForShownSteps(table, step => table.Add(
            $"{step.Name} = {step.Expression}", IsInNumbers(step) ? step.NumericExpression : "", TraceNumber.Text(step.Value)));
        table.Add(_trace.Output is { } output ? $"{_trace.ResultName} = {output.Name}" : _trace.ResultName, "", TraceNumber.Text(_trace.Value));
        table.WriteTo(_text);
    }

    private void AppendTangents()
    {
        for (var i = 0; i < Math.Min(_trace.Variables.Count, ShownVariables); i++) AppendTangents(i, _trace.Variables[i]);
        var more = _trace.Variables.Count - ShownVariables;
        if (more <= 0) return;
        _text.Append(CultureInfo.InvariantCulture, $"\nForward derivative traces by {more:N0} more variables are left out.\n");
    }

    private void AppendTangents(int variable, string name)
    {
        var table = Begin($"Forward derivative trace by {name}");
        var tangents = _trace.TangentsOf(variable);
        ForShownSteps(table, step =>
        {
            var terms = TraceTerm.OfTangent(step, name, tangents);
            var value = TraceNumber.TextOrZero(tangents[step.Index]);
            table.Add($"d{step.Name}/d{name}", TraceTerm.JoinNames(terms), TraceTerm.JoinNumbers(terms), value);
        });
        var result = _trace.Output is { } output ? tangents[output.Index] : null;
        table.Add($"d{_trace.ResultName}/d{name}", _trace.Output is { } y ? $"d{y.Name}/d{name}" : "", "", TraceNumber.TextOrZero(result));
        table.WriteTo(_text);
    }

    private void AppendAdjoints()
    {
        if (_trace.Steps.Count == 0) return;
        var table = Begin("Reverse adjoint trace");
        ForShownSteps(table, step =>
        {
            var terms = TraceTerm.OfAdjoint(step, _trace.ResultName);
            var value = TraceNumber.Text(step.Adjoint);
            table.Add($"d{_trace.ResultName}/d{step.Name}", TraceTerm.JoinNames(terms), TraceTerm.JoinNumbers(terms), value);
        }, backwards: true);
        for (var i = 0; i < Math.Min(_trace.Variables.Count, FirstSteps); i++)
        {
            var result = $"d{_trace.ResultName}/d";
            table.Add(result + _trace.Variables[i], result + _trace.Steps[i].Name, "", TraceNumber.Text(_trace.Steps[i].Adjoint));
        }
        table.WriteTo(_text);
    }

    private TraceTable Begin(string title)
    {
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(title).Append('\n');
        return new TraceTable();
    }

    private void ForShownSteps(TraceTable table, Action<TraceStep> show, bool backwards = false)
    {
        var count = _trace.Steps.Count;
        var hidden = Math.Max(0, count - FirstSteps - LastSteps);
        for (var i = 0; i < count; i++)
        {
            if (hidden > 0 && i == FirstSteps)
            {
                table.AddNote(string.Create(CultureInfo.InvariantCulture, $"... {hidden:N0} more steps are left out ..."));
                i += hidden;
            }
            show(_trace.Steps[backwards ? count - 1 - i : i]);
        }
    }

    private static bool IsInNumbers(TraceStep step) =>
        step.Variable is null && step.Value.ElementCount == 1 && step.Inputs.All(input => input.Value.ElementCount == 1);

    private static string Shortened(string formula)
    {
        const int longest = 400;
        return formula.Length <= longest
            ? formula
            : string.Create(CultureInfo.InvariantCulture, $"{formula.AsSpan(0, longest)}... ({formula.Length:N0} characters)");
    }
}
