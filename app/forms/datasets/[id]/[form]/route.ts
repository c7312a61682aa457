import { formRoute } from "@/lib/server/forms/form-routes";
import { datasetSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";

export const dynamic = "force-dynamic";

/** Only pictures: its points are at the file itself, and in the views that show them. */
export const GET = formRoute(async (id) => viewForms(await datasetSubject(id)), ["svg", "png"]);
