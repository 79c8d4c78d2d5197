#include "round_trip/trip.h"

#include "importer/importer.h"
#include "notice/render.h"
#include "prose/document.h"
#include "round_trip/told.h"

namespace lofte::tests::round_trip {

namespace {

prose::Format FormatOf(Shape shape) {
  if (shape == Shape::kHtml) return prose::Format::kHtml;
  return shape == Shape::kMarkdown ? prose::Format::kMarkdown : prose::Format::kPlain;
}

}  // namespace

const char* NameOf(Shape shape) {
  if (shape == Shape::kHtml) return "html";
  return shape == Shape::kMarkdown ? "markdown" : "text";
}

std::string Publish(const policy::Policy& policy, const notice::Words& words, Shape shape) {
  const notice::Notice notice = notice::BuildNotice(policy);
  const notice::Voice voice(*notice::Phrases::Find(words.language), words);
  if (shape == Shape::kHtml) return notice::RenderHtml(notice, voice);
  return shape == Shape::kMarkdown ? notice::RenderMarkdown(notice, voice) : notice::RenderText(notice, voice);
}

std::string LostOnTheWay(const policy::Policy& policy, const notice::Words& words, Shape shape) {
  const Told said = ToldBy(policy, notice::BuildNotice(policy), words);
  const Result<prose::Document> document = prose::Read(Publish(policy, words, shape), "notice", FormatOf(shape));
  if (!document) return "  cannot be read: " + document.error().message + "\n";
  return Difference(said, ToldBy(importer::ReadFacts(*document)));
}

}  // namespace lofte::tests::round_trip
