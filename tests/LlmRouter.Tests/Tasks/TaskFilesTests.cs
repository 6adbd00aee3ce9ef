using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Tests.Tasks;

public sealed class TaskFilesTests
{
    public static readonly TheoryData<string> Names = [.. ProposalTask.Names];

    [Fact]
    public void There_are_six_tasks() =>
        Assert.Equal(["instruct", "plain-language", "proofread", "tighten", "tone", "translate-check"], ProposalTask.Names);

    /// <summary>Answers are kept by prompt version: a text that changes under its old number would be answered from before.</summary>
    [Fact]
    public void What_a_model_is_told_does_not_change_without_a_new_version()
    {
        var told = ProposalTask.All.Select(task => $"{task.PromptVersion} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(task.Prompt() + task.Schema())))[..16]}");

        Assert.Equal(
            [
                "instruct.v2 d0f974e34c85655d",
                "plain-language.v2 89827d7e17b98ed2",
                "proofread.v2 244093347ad7172f",
                "tighten.v2 604aa0cc32e6f73c",
                "tone.v2 ba0744bb60a1d223",
                "translate-check.v2 b7f8f3c07b1b62a4",
            ],
            told);
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_task_has_words_of_its_own_and_the_rules_of_all(string name)
    {
        var prompt = ProposalTask.Find(name)!.Prompt();

        Assert.StartsWith("You are an editor.", prompt, StringComparison.Ordinal);
        Assert.Equal(6, ProposalTask.All.Select(task => task.Prompt()).Distinct().Count());
    }

    /// <summary>Vendors take a schema as strict only when every object is closed and every property required.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Each_task_has_a_strict_schema(string name)
    {
        var schema = JsonNode.Parse(ProposalTask.Find(name)!.Schema())!;
        var edit = schema["properties"]!["edits"]!["items"]!;

        Assert.All([schema, edit], closed =>
        {
            Assert.False(closed["additionalProperties"]!.GetValue<bool>());
            Assert.Equal(closed["properties"]!.AsObject().Select(property => property.Key), closed["required"]!.AsArray().Select(required => required!.GetValue<string>()));
        });
        Assert.NotEmpty(edit["properties"]!["category"]!["enum"]!.AsArray());
    }

    [Theory]
    [InlineData("Plain language", "plain-language")]
    [InlineData(" TIGHTEN ", "tighten")]
    [InlineData("translate_check", "translate-check")]
    public void A_task_is_found_as_people_write_it(string written, string name) => Assert.Equal(name, ProposalTask.Find(written)!.Name);
}
