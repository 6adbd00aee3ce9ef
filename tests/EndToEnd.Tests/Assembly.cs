using SwipeReview.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(RunningSystem))]
