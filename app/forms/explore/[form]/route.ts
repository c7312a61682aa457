import { formRoute } from "@/lib/server/forms/form-routes";
import { viewSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";

export const dynamic = "force-dynamic";

export const GET = formRoute(async (_, query) => viewForms(await viewSubject(query)));
