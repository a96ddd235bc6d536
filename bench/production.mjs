// Imported first: libraries look at this once, and the command runs so.
process.env.NODE_ENV ??= "production";
