namespace Adjoint.Core.Tests.Tensors;

public sealed class PhiloxTests
{
    // The known answers that the authors of Philox publish with their library Random123 (kat_vectors, philox4x32 10).
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU)]
    [InlineData(0x299f31d0a4093822UL, 0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U)]
    public void Blocks_are_the_published_known_answers(ulong key, ulong low, ulong high, uint word0, uint word1, uint word2, uint word3)
    {
        Assert.Equal(new Philox.Words(word0, word1, word2, word3), Philox.Block(key, low, high));
    }
}
