namespace Adjoint.Data;

/// <summary>A named data set that is a table: one file, and the column that is usually predicted.</summary>
public interface ITableSource : IDataSource
{
    /// <summary>The file's name in the set's folder, without <c>.gz</c>.</summary>
    string File { get; }

    /// <summary>The column that is predicted where none is named.</summary>
    string Target { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    Table Read(string path);
}
