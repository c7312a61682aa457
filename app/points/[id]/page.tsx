import { notFound, redirect } from "next/navigation";
import { pointHref } from "@/lib/server/point-href";

interface Props {
  params: Promise<{ id: string }>;
}

/** A point's own address leads to the chart that shows it, opened there; or, where no chart does any more, to its file. */
export default async function PointPage({ params }: Props) {
  const href = await pointHref((await params).id);
  if (href === null) notFound();
  redirect(href);
}
