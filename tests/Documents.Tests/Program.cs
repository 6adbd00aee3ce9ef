using SwipeReview.Documents.Tests.Hostile;
using Xunit.Runner.InProc.SystemConsole;

// The test program is also the process that hostile files are opened in.
return args is [Confined.Command, var path, var contentType] ? Confined.Work(path, contentType) : await ConsoleRunner.Run(args);
