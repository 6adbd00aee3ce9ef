using SwipeReview.JobManagement.Tests.Support;

[assembly: AssemblyFixture(typeof(JobsApp))]
