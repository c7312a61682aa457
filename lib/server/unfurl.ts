import type { Metadata } from "next";
import { cardSize } from "@/lib/share/card";
import { imageText } from "@/lib/share/image-text";
import { publicLink } from "./public-link";

interface Unfurled {
  title: string;
  description: string;
  /** Its page, and where its card stands. */
  path: string;
  card: string;
  /** Whether oEmbed knows it. */
  embeds?: boolean;
}

/**
 * What a place that shows where a link leads reads from the page: Open Graph, and the tags that Twitter made. Addresses are
 * whole, and only there where PUBLIC_URL says how this server is reached: a Host header is a stranger's word.
 */
export function unfurl({ title, description, path, card, embeds = false }: Unfurled): Metadata {
  const texts = { title: imageText(title), description: imageText(description) };
  const [url, image] = [publicLink(path), publicLink(card)];
  const images = image === null ? [] : [{ url: image, ...cardSize, type: "image/png", alt: texts.title }];
  const oembed = url !== null && embeds ? publicLink(`/api/oembed?url=${encodeURIComponent(url)}`) : null;
  return {
    title: texts.title,
    description: texts.description,
    openGraph: { ...texts, siteName: "Whisker", type: "website", images, ...(url === null ? {} : { url }) },
    twitter: { ...texts, card: image === null ? "summary" : "summary_large_image", images },
    ...(oembed === null ? {} : { alternates: { types: { "application/json+oembed": oembed } } }),
  };
}
