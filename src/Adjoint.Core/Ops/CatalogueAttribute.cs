namespace Adjoint;

/// <summary>
/// Asks the source generator for a static class that strings together the lists of all classes of the assembly that implement the marked
/// interface, so that tests and tools find every one of them without reflection. The interface has one static abstract property, such as
/// <c>Samples</c>, that enumerates; the written class has a property of the same name.
/// </summary>
/// <param name="name">The name of the class, which stands in the interface's namespace and has its accessibility.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class CatalogueAttribute(string name) : Attribute
{
    /// <summary>The name of the class.</summary>
    public string Name { get; } = name;
}
