using System.Diagnostics;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.LocalModels;

/// <summary>Threads that crash and hang on command are Node's: their tests are written in it (folder <c>Pool</c>).</summary>
public sealed class NodeTests
{
    [Theory]
    [InlineData("worker-pool.test.mjs", 15)]
    [InlineData("proofreader.test.mjs", 9)]
    public async Task The_tests_in_Node_pass(string file, int least)
    {
        var start = new ProcessStartInfo("node", ["--test", "--test-reporter=tap", Path.Combine("tests/LlmRouter.Tests/LocalModels/Pool", file)])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(node.ExitCode == 0, output);
        Assert.True(output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)) >= least, output);
    }
}
