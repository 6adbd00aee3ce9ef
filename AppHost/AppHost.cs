Console.WriteLine("SwipeReview");
