/// <summary>Writes pictures into a folder; without one, nothing is drawn.</summary>
internal sealed class Pictures(string? folder)
{
    public void Add(string name, Func<string> draw)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".svg"), draw());
    }
}
