global using SwipeReview.Learning;
