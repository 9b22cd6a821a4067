using System.Runtime.ExceptionServices;

namespace Adjoint.Data;

/// <summary>
/// The batches of one epoch, for <c>foreach</c>. A background thread fills a ring of buffers ahead of the consumer; what goes wrong there
/// is thrown where the consumer asks for the batch that could not be read. Disposing stops and joins the thread.
/// </summary>
internal sealed class BatchReader : IDisposable
{
    private readonly DataSet _dataSet;
    private readonly BatchOrder _order;
    private readonly int _epoch;
    private readonly int _firstBatch;
    private readonly BatchBuffer[] _ring;
    private readonly Action<BatchBuffer[]> _release;
    private readonly Thread? _thread;
    // Guarded by the gate. Batch b lies in the ring at b % length; filled and released count batches, the consumer's present one is not
    // released.
    private readonly object _gate = new();
    private int _filled;
    private int _released;
    private bool _stopped;
    private ExceptionDispatchInfo? _failure;
    private int _current;
    private bool _disposed;

    public BatchReader(DataSet dataSet, BatchOrder order, int epoch, int firstBatch, BatchBuffer[] ring, Action<BatchBuffer[]> release)
    {
        (_dataSet, _order, _epoch, _firstBatch, _ring, _release) = (dataSet, order, epoch, firstBatch, ring, release);
        (_filled, _released, _current) = (firstBatch, firstBatch, firstBatch - 1);
        if (ring.Length == 0) return;
        _thread = new Thread(Fill) { IsBackground = true, Name = "Adjoint data loader" };
        _thread.Start();
    }

    /// <summary>The present batch; it holds until the next <see cref="MoveNext"/>.</summary>
    public BatchBuffer Current => _ring[_current % _ring.Length];

    /// <summary>This reader itself.</summary>
    public BatchReader GetEnumerator() => this;

    /// <summary>Gives back the present batch and waits for the next; false after the last.</summary>
    public bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (_gate)
        {
            if (_current + 1 >= _order.BatchCount) return false;
            _released = _current + 1;
            Monitor.Pulse(_gate);
            while (_filled == _current + 1 && _failure is null) Monitor.Wait(_gate);
            if (_filled == _current + 1) _failure!.Throw();
            _current++;
            return true;
        }
    }

    /// <summary>Stops the background thread, at the latest when the batch that it is reading is read.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }

        _thread?.Join();
        _release(_ring);
    }

    private void Fill()
    {
        try
        {
            var order = new int[_order.Count];
            _order.Fill(order, _epoch);
            for (var batch = _firstBatch; batch < _order.BatchCount; batch++)
            {
                if (!WaitForRoom(batch)) return;
                var indices = _order.Batch(order, batch);
                var buffer = _ring[batch % _ring.Length];
                buffer.Fill(_dataSet, indices, _epoch);
                lock (_gate)
                {
                    _filled = batch + 1;
                    Monitor.Pulse(_gate);
                }
            }
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failure = ExceptionDispatchInfo.Capture(e);
                Monitor.Pulse(_gate);
            }
        }
    }

    private bool WaitForRoom(int batch)
    {
        lock (_gate)
        {
            while (!_stopped && batch - _released >= _ring.Length) Monitor.Wait(_gate);
            return !_stopped;
        }
    }
}
