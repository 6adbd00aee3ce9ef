using SwipeReview.Testing;

[assembly: AssemblyFixture(typeof(Infrastructure))]
