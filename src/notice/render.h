// A notice as a file that people read. Deterministic: the same notice in the same language is the same bytes. Any thread.
//
// Precondition of all: CheckWords() found nothing missing.
#pragma once

#include <string>
#include <vector>

#include "notice/voice.h"

namespace lofte::notice {

struct OtherLanguage {
  std::string language, href;
};

struct HtmlOptions {
  std::string json_ld;                // put into the head as it is, but for what could end the element; empty: none
  std::vector<OtherLanguage> others;  // where the same notice is in other languages
};

// One page that needs nothing else: no script that runs, no font, no picture. WCAG 2.2 AA.
std::string RenderHtml(const Notice& notice, const Voice& voice, const HtmlOptions& options = {});
// CommonMark with tables.
std::string RenderMarkdown(const Notice& notice, const Voice& voice);
// Lines of at most 78 characters, but for longer words.
std::string RenderText(const Notice& notice, const Voice& voice);

}  // namespace lofte::notice
