using SwipeReview.LlmRouter.Providers;

namespace SwipeReview.LlmRouter.Tasks;

/// <summary>
/// Which class of provider does which task well enough to be asked. Rules find mistakes, roundabout phrases and rare
/// words in English; a tone, a translation or somebody's wish takes a language model.
/// </summary>
internal static class Capabilities
{
    //                                                                     local  model here  cloud
    private static readonly Dictionary<ProposalTask, bool[]> Table = new()
    {
        [ProposalTask.Proofread] /*     */ = [true, true, true],
        [ProposalTask.Tighten] /*       */ = [true, true, true],
        [ProposalTask.PlainLanguage] /* */ = [true, true, true],
        [ProposalTask.Tone] /*          */ = [false, true, true],
        [ProposalTask.TranslateCheck] /**/ = [false, true, true],
        [ProposalTask.Instruct] /*      */ = [false, true, true],
    };

    public static bool Can(this ProviderClass provider, ProposalTask task) => Table[task][(int)provider];

    /// <summary>Rules do what they do: only a language model takes a wish along with a task.</summary>
    public static bool FollowsWishes(this ProviderClass provider) => provider != ProviderClass.Local;
}
