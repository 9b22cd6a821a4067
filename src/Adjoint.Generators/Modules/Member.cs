namespace Adjoint.Generators.Modules;

/// <summary>One member that a module registers.</summary>
/// <param name="StateName">Its name in the state.</param>
/// <param name="CSharpName">Its name in C#.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record Member(string StateName, string CSharpName, MemberKind Kind);

/// <summary>What a member holds: one thing of the tree, or a collection of such, or of collections.</summary>
/// <param name="Method">The visitor's method.</param>
/// <param name="Element">What the elements hold, for a collection.</param>
internal sealed record MemberKind(string Method, MemberKind? Element)
{
    public static readonly MemberKind Parameter = new("VisitParameter", null);
    public static readonly MemberKind StateTensor = new("VisitStateTensor", null);
    public static readonly MemberKind Module = new("VisitModule", null);

    public static MemberKind Each(MemberKind element) => new("VisitEach", element);

    public static MemberKind Entries(MemberKind value) => new("VisitEntries", value);

    /// <summary>The call on a visitor for an expression under a name; collections hand the visitor a function for their elements.</summary>
    public string Call(string visitor, string name, string value) => Element is null
        ? $"{visitor}.{Method}({name}, {value})"
        : $"{visitor}.{Method}({name}, {value}, static (v, n, x) => {Element.Call("v", "n", "x")})";
}
