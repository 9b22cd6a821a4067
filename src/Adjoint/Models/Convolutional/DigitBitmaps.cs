namespace Adjoint.Models;

/// <summary>
/// Drawings of the ten digits, 7 pixels wide and 12 high, whose pixels are the codes that LeNet-5 of 1998 is to answer with. Digits that
/// look alike have codes that are alike, so that a mistake costs less (LeCun et al., 1998, figure 3, which has drawings of its own).
/// </summary>
internal static class DigitBitmaps
{
    private const int Width = 7;
    private const int Height = 12;

    // Five digits side by side, with a blank column between them.
    private static readonly string[] s_first =
    [
        "..###.. ...#... ..###.. .#####. ....##.",
        ".#...#. ..##... .#...#. .....#. ...#.#.",
        "#.....# .#.#... #.....# .....#. ...#.#.",
        "#.....# ...#... ......# ....#.. ..#..#.",
        "#.....# ...#... .....#. ...#... ..#..#.",
        "#.....# ...#... ....#.. ..###.. .#...#.",
        "#.....# ...#... ...#... .....#. .#...#.",
        "#.....# ...#... ..#.... ......# #######",
        "#.....# ...#... .#..... ......# .....#.",
        "#.....# ...#... #...... #.....# .....#.",
        ".#...#. ...#... #...... .#...#. .....#.",
        "..###.. .#####. ####### ..###.. .....#.",
    ];

    private static readonly string[] s_second =
    [
        "######. ...##.. ####### ..###.. ..###..",
        "#...... ..#.... ......# .#...#. .#...#.",
        "#...... .#..... .....#. #.....# #.....#",
        "#...... #...... .....#. #.....# #.....#",
        "#.###.. #...... ....#.. .#...#. #.....#",
        "##...#. #.###.. ....#.. ..###.. .#...##",
        "......# ##...#. ...#... .#...#. ..###.#",
        "......# #.....# ...#... #.....# ......#",
        "......# #.....# ..#.... #.....# ......#",
        "#.....# #.....# ..#.... #.....# .....#.",
        ".#...#. .#...#. .#..... .#...#. ....#..",
        "..###.. ..###.. .#..... ..###.. ..##...",
    ];

    /// <summary>The codes, row by row of a drawing: 1 for ink and -1 for paper, [10, 84].</summary>
    public static Tensor Codes()
    {
        var codes = new float[10 * Length];
        for (var digit = 0; digit < 10; digit++)
        {
            var rows = digit < 5 ? s_first : s_second;
            for (var pixel = 0; pixel < Length; pixel++)
            {
                var mark = rows[pixel / Width][digit % 5 * (Width + 1) + pixel % Width];
                codes[digit * Length + pixel] = mark == '#' ? 1 : -1;
            }
        }
        return Tensor.From<float>(codes, [10, Length]);
    }

    /// <summary>The length of a code.</summary>
    public const int Length = Width * Height;
}
