using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

[assembly: AssemblyFixture(typeof(Infrastructure))]
[assembly: AssemblyFixture(typeof(LocalModelsProcess))]
