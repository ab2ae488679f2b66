import { z } from "zod";

// zod tests whether it may compile code. The content security policy forbids that, and each test would be reported as a violation.
// This must be imported before any module that makes schemas.
z.config({ jitless: true });
