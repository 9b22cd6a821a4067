using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generators.Modules;

/// <summary>
/// Gives every partial class that derives from Module an override of <c>VisitMembers</c> that lists its parameters, state and child modules
/// by name. What it cannot do <see cref="ModuleAnalyzer"/> reports.
/// </summary>
[Generator]
public sealed class ModuleGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var modules = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { BaseList: not null } part && part.Modifiers.Any(SyntaxKind.PartialKeyword),
            static (syntax, cancellation) => ModelOf(syntax, cancellation));
        context.RegisterSourceOutput(modules, static (output, model) =>
        {
            if (model is not null) output.AddSource($"{model.Shell.FileName}.Members.g.cs", Source(model));
        });
    }

    private static ModuleModel? ModelOf(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var module = context.SemanticModel.GetDeclaredSymbol((ClassDeclarationSyntax)context.Node, cancellation) as INamedTypeSymbol;
        if (module is null || !ModuleTypes.IsModule(module) || !IsFirstPart(module, context.Node, cancellation)) return null;
        if (MemberFinder.ListsByHand(module) || module.IsFileLocal || !TypeShell.Chain(module).All(TypeShell.IsPartial)) return null;
        var members = MemberFinder.Registered(module).Select(found => found.Member).ToArray();
        return members.Length == 0 ? null : new ModuleModel(TypeShell.Of(module), new EquatableList<Member>(members));
    }

    /// <summary>A class may name its base in several of its parts; only the first of them makes the output.</summary>
    private static bool IsFirstPart(INamedTypeSymbol module, SyntaxNode part, CancellationToken cancellation) =>
        module.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation))
            .First(syntax => syntax is ClassDeclarationSyntax { BaseList: not null }) == part;

    private static string Source(ModuleModel model)
    {
        var source = model.Shell.Open(new SourceWriter())
            .Line("/// <inheritdoc/>")
            .Line("[global::System.CodeDom.Compiler.GeneratedCode(\"Adjoint.Generators\", null)]")
            .Open("protected override void VisitMembers(global::Adjoint.Nn.ModuleVisitor visitor)")
            .Line("base.VisitMembers(visitor);");
        foreach (var member in model.Members)
        {
            var name = SymbolDisplay.FormatLiteral(member.StateName, quote: true);
            source.Line($"{member.Kind.Call("visitor", name, $"this.{member.CSharpName}")};");
        }
        return source.CloseAll().ToString();
    }

    private sealed record ModuleModel(TypeShell Shell, EquatableList<Member> Members);
}
