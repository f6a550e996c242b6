// Replaces this entry of the history, so that "back" does not lead to the page that was left.
location.replace("https://www.knmi.nl/");
