using Adjoint.Backends.Cpu;

namespace Adjoint.Tests.Backends;

/// <summary>Tests that change the number of threads of the one pool of the process run one after another.</summary>
[CollectionDefinition(nameof(WorkerPool), DisableParallelization = true)]
public sealed class WorkerPoolUsers;
