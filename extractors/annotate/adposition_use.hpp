// How a pack's frames use its adpositions: the valency that the shallow parser attaches by.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotate/language_pack.hpp"

namespace rawi {

/// Adpositions that hang nouns on nouns and never on verbs ("of"): those that a pack's frames use for nouns alone.
class AdpositionUse {
 public:
  explicit AdpositionUse(const LanguagePack& pack) : pack_(pack) {
    for (const Frame& frame : pack.frames)
      for (const FrameArgument& argument : frame.arguments) {
        auto& list = argument.relation.starts_with("nmod") ? with_nouns_ : with_verbs_;
        list.insert(list.end(), argument.adpositions.begin(), argument.adpositions.end());
      }
  }

  [[nodiscard]] bool only_with_nouns(std::string_view adposition) const {
    return has(with_nouns_, adposition) && !has(with_verbs_, adposition);
  }

  /// Is it the head of a nominal trigger?
  [[nodiscard]] bool is_event_noun(std::string_view lemma) const {
    const auto* triggers = pack_.triggers_of(lemma);
    return triggers != nullptr &&
           std::any_of(triggers->begin(), triggers->end(), [&](std::size_t t) { return pack_.triggers[t].upos == Upos::kNoun; });
  }

  /// Does an entry of this word's triggers give a role to a dependent with that adposition?
  [[nodiscard]] bool governs(std::string_view lemma, Upos upos, std::string_view adposition) const {
    const auto* triggers = pack_.triggers_of(lemma);
    if (triggers == nullptr) return false;
    return std::any_of(triggers->begin(), triggers->end(), [&](std::size_t t) {
      const Trigger& trigger = pack_.triggers[t];
      if (trigger.upos != upos) return false;
      const auto& arguments = pack_.frames[trigger.frame].arguments;
      const bool framed =
          std::any_of(arguments.begin(), arguments.end(), [&](const FrameArgument& a) { return has(a.adpositions, adposition); });
      const bool needed = std::any_of(trigger.needs.begin(), trigger.needs.end(),
                                      [&](const TriggerCondition& c) { return has(c.adpositions, adposition); });
      return framed || needed;
    });
  }

 private:
  static bool has(const std::vector<std::string>& list, std::string_view adposition) {
    return std::find(list.begin(), list.end(), adposition) != list.end();
  }

  const LanguagePack& pack_;
  std::vector<std::string> with_nouns_, with_verbs_;
};

}  // namespace rawi
