import { notFound } from "../http-problem";
import { route } from "../route";
import { formAnswer, type FormSource } from "./form-answer";
import { formOf, forms, type Form } from "./form-options";

interface Context {
  params: Promise<{ form: string; id?: string }>;
}

/** A route to every form (or those named) of what `find` gives for an id (none at `/explore`) and a query. */
export function formRoute(
  find: (id: string, query: URLSearchParams) => Promise<FormSource>,
  given: readonly Form[] = forms,
) {
  return route<Context>(async (request, { params }) => {
    const { form: suffix, id = "" } = await params;
    const form = formOf(suffix);
    if (form === null || !given.includes(form)) throw notFound(`form .${suffix.slice(0, 20)}`);
    return formAnswer(request, form, (query) => find(id, query));
  });
}
