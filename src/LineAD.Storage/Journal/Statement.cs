using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LineAD.Storage.Journal;

/// <summary>One prepared statement with parameters <c>@0</c>, <c>@1</c>, ….</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            _command.Parameters.Add(new SqliteParameter("@" + i.ToString(CultureInfo.InvariantCulture), null));
        }
    }

    public void Enlist(SqliteTransaction? transaction) => _command.Transaction = transaction;

    /// <summary>Runs it and returns the number of rows changed.</summary>
    public int Run(params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i];
        }

        return _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
