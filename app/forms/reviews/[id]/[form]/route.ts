import { formRoute } from "@/lib/server/forms/form-routes";
import { reviewForms } from "@/lib/server/forms/review-forms";

export const dynamic = "force-dynamic";

export const GET = formRoute(reviewForms);
