import { z } from "zod";

// zod tries whether it may compile code; the page's security policy forbids it, and each try would be reported as a violation.
// Imported before anything that makes schemas.
z.config({ jitless: true });
