namespace Adjoint.Backends;

/// <summary>
/// The arithmetic of one optimizer step, element by element, written once for every vector width and both precisions. It is called from
/// several threads, for one group of lanes after another; what one element becomes must depend on that element alone. Ask for its methods to
/// be inlined (<c>MethodImplOptions.AggressiveInlining</c>): a call for each group of lanes makes a pass several times as slow.
/// </summary>
public interface IUpdateFormula
{
    /// <summary>Changes a few elements of a parameter and of its state. State that the parameter does not have is zero, and what it is
    /// changed to is dropped.</summary>
    /// <param name="parameter">The parameter's elements.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="first">Their first state.</param>
    /// <param name="second">Their second state.</param>
    /// <param name="third">Their third state.</param>
    /// <typeparam name="TLanes">The register's type.</typeparam>
    void Update<TLanes>(ref TLanes parameter, TLanes gradient, ref TLanes first, ref TLanes second, ref TLanes third)
        where TLanes : unmanaged, ILanes<TLanes>;
}
